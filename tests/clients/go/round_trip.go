// Reads a line {"contract": ..., "message": ...} after the other, and writes the message as its type has it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"example.com/clients/copydesk"
)

var types = map[string]func() any{
	"article":      func() any { return new(copydesk.Article) },
	"copy-link":    func() any { return new(copydesk.CopyLink) },
	"duplicate":    func() any { return new(copydesk.Duplicate) },
	"raw-document": func() any { return new(copydesk.RawDocument) },
	"rejection":    func() any { return new(copydesk.Rejection) },
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		told, err := again(lines.Bytes())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Printf("%s\n", told)
	}
}

func again(line []byte) ([]byte, error) {
	var given struct {
		Contract string          `json:"contract"`
		Message  json.RawMessage `json:"message"`
	}
	if err := json.Unmarshal(line, &given); err != nil {
		return nil, err
	}
	message := types[given.Contract]()
	if err := json.Unmarshal(given.Message, message); err != nil {
		return nil, err
	}
	return json.Marshal(message)
}
