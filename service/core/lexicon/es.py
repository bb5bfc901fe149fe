"""Spanish: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

ES = Lexicon(
    language="es",
    months={
        "enero": 1, "ene": 1,
        "febrero": 2, "feb": 2,
        "marzo": 3, "mar": 3,
        "abril": 4, "abr": 4,
        "mayo": 5, "may": 5,
        "junio": 6, "jun": 6,
        "julio": 7, "jul": 7,
        "agosto": 8, "ago": 8,
        "septiembre": 9, "sept": 9, "setiembre": 9, "set": 9,
        "octubre": 10, "oct": 10,
        "noviembre": 11, "nov": 11,
        "diciembre": 12, "dic": 12,
    },
    weekdays={
        "lunes": 0, "lun": 0,
        "martes": 1, "mar": 1,
        "miércoles": 2, "mié": 2,
        "jueves": 3, "jue": 3,
        "viernes": 4, "vie": 4,
        "sábado": 5, "sáb": 5,
        "domingo": 6, "dom": 6,
    },
    published_labels=("publicado el", "publicado", "fecha de publicación", "creado"),
    updated_labels=("actualizado el", "actualizado", "última actualización"),
    tags_labels=("etiquetas", "temas", "archivado en"),
    byline_words=("por",),
    time_words=("a las",),
    comment_labels=("comentarios", "tu comentario"),
    related_labels=("más información", "te puede interesar", "lo más visto", "lo más leído", "noticias relacionadas", "publicidad", "compartir"),
    boilerplate=("todos los derechos reservados",),
)
