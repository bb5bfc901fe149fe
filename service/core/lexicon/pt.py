"""Portuguese: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

PT = Lexicon(
    language="pt",
    months={
        "janeiro": 1, "jan": 1,
        "fevereiro": 2, "fev": 2,
        "março": 3, "mar": 3,
        "abril": 4, "abr": 4,
        "maio": 5, "mai": 5,
        "junho": 6, "jun": 6,
        "julho": 7, "jul": 7,
        "agosto": 8, "ago": 8,
        "setembro": 9, "set": 9,
        "outubro": 10, "out": 10,
        "novembro": 11, "nov": 11,
        "dezembro": 12, "dez": 12,
    },
    weekdays={
        "segunda-feira": 0, "seg": 0,
        "terça-feira": 1, "ter": 1,
        "quarta-feira": 2, "qua": 2,
        "quinta-feira": 3, "qui": 3,
        "sexta-feira": 4, "sex": 4,
        "sábado": 5, "sáb": 5,
        "domingo": 6, "dom": 6,
    },
    published_labels=("publicado em", "publicado"),
    updated_labels=("atualizado em", "atualizado", "última atualização"),
    tags_labels=("etiquetas", "temas"),
    byline_words=("por",),
    time_words=("às",),
    comment_labels=("comentários", "comentar"),
    related_labels=("leia também", "leia mais", "mais lidas", "publicidade"),
    boilerplate=("todos os direitos reservados",),
)
