"""What the families of the generated decade write, each language in its own words."""

from typing import NamedTuple


class Voice(NamedTuple):
    """One language's sentences; `{}` in a moment takes one of its places."""

    moments: tuple[str, ...]
    places: tuple[str, ...]
    thanks: tuple[str, ...]
    reasons: tuple[str, ...]
    weight: int


VOICES = (
    Voice(
        (
            "slow breakfast {}",
            "dance party {}",
            "she explained how snails sleep",
            "built a den {} and were not disturbed",
            "read the dragon book twice {}",
            "walked home the long way, past the ducks",
            "sang in the bath 🛁",
            "a quarrel about socks, then laughing about it",
            "counted buses {}",
            "he fell asleep on my arm",
            "pancakes {}; the third one flew",
            "shoes on, rain, no hurry {}",
            "first lines of a letter to grandma",
            "puzzle {}: only the sky is missing",
            "ten minutes of football between two washing loads",
            "told me what the moon does by day 🌙",
            "looked for worms {}",
            "a very serious talk about C# and ants",
        ),
        ("in the kitchen", "on the back step", "under the table", "in the park", "by the river"),
        (
            "Sam took the morning",
            "the neighbour's soup",
            "a meeting that ended early",
            "my own bed, and an hour in it",
            "rain on the roof while everyone slept",
            "she asked me to stay a little longer",
            "the teacher's kind note",
            "coffee that was still warm ☕",
        ),
        ("I slept until seven", "nobody had asked", "it had been a long week", "we laughed"),
        46,
    ),
    Voice(
        (
            "langsam gefrühstückt {}",
            "Laternen gebastelt {}",
            "er hat mir das Einmaleins vorgesungen",
            "Pfützen gezählt {}",
            "vorgelesen, bis beide müde waren",
            "Kuchenteig, Mehl überall {}",
            "große Fragen über Dinosaurier",
        ),
        ("in der Küche", "auf dem Balkon", "im Flur", "am Bach"),
        ("ein stiller Abend", "die Straßenbahn hat gewartet", "Omas Anruf", "frische Brötchen"),
        ("ich war müde", "es war unerwartet", "der Tag war lang"),
        14,
    ),
    Voice(
        (
            "crêpes du dimanche {}",
            "cabane en coussins {}",
            "elle m'a appris à siffler",
            "chanson inventée {}",
            "on a regardé la neige sans rien dire",
            "goûter à l'ombre, près du vieux mur",
        ),
        ("à la maison", "au jardin", "sur le quai", "chez mamie"),
        ("le café partagé", "une sieste à deux", "la voisine et ses tomates", "un mot gentil"),
        ("on avait le temps", "ça faisait longtemps"),
        12,
    ),
    Voice(
        (
            "cuento antes de dormir {}",
            "bailamos descalzos {}",
            "me enseñó su piedra favorita",
            "merienda lenta {}",
            "¿por qué el mar es salado? media hora de teorías",
            "regamos las macetas {}",
        ),
        ("en la cocina", "en la terraza", "en casa de los abuelos"),
        ("la abuela llamó", "un rato de sol", "terminé a las cinco", "el abrazo de la mañana"),
        ("no lo esperaba", "hacía falta"),
        12,
    ),
    Voice(
        (
            "فطور هادئ معًا {}",
            "قرأنا قصة القمر {}",
            "ضحكنا كثيرًا على لا شيء",
            "مشينا ببطء إلى المدرسة",
            "لعبنا بالماء {}",
        ),
        ("في المطبخ", "على الشرفة", "في الحديقة"),
        ("اتصال من أمي", "شاي بعد المطر", "نوم هادئ"),
        ("كان يومًا طويلًا", "لم أتوقع ذلك"),
        8,
    ),
    Voice(
        (
            "ゆっくり朝ごはん {}",
            "絵本を三回読んだ {}",
            "お風呂で歌った 🎶",
            "帰り道に月を見つけた",
            "折り紙で船を作る {}",
        ),
        ("台所で", "縁側で", "公園で"),
        ("温かいお味噌汁", "早く帰れた", "静かな夜"),
        ("助かったから", "久しぶりだった"),
        8,
    ),
)

PEOPLE = ("Mia", "Leo", "Ana-Lucía", "Sam", "さくら", "ليلى", "Jürgen", "grandma")
TAGS = ("play", "outside", "reading", "phone-free", "food", "école", "寝る前", "music")

BOUNDARIES = (
    ("all-in", "All in at work", "work", None, (8, 14)),
    ("logged-off", "Logged off, be present", "home", None, (16, 20)),
    ("bedtime", "Phone-free bedtime", "home", 30 * 60, (19, 22)),
    ("outside", "Outside", "self", 5 * 60, (7, 21)),
    ("rest", "Rest", "self", 20 * 60, (12, 22)),
    (None, "Hausaufgaben ohne Telefon", "home", 45 * 60, (14, 18)),
    (None, "deep work: the report", "work", 90 * 60, (9, 16)),
    (None, "朝の散歩", "self", None, (6, 9)),
)
"""Preset or none, name, side, planned seconds or none, the hours it begins in."""

GUILT = (
    (
        "guilt",
        "I answered a mail during the story",
        "expectation",
        "One mail, and then the whole story twice.",
    ),
    (
        "unease",
        "Other parents bake",
        "comparison",
        "Nobody asked for a cake; they asked for me.",
    ),
    ("schlechtes Gewissen", "Zu spät abgeholt", "true", "Zehn Minuten. Er hat mit Ben gebaut."),
    ("culpa", "Trabajo demasiado", "expectation", "Hoy cenamos juntos y sin prisa."),
)
"""Feeling, thought, what it is, kinder view."""

CARE = ("outside", "rest", "unplugged", "journal", "prayer", "talk")

INTENTIONS = (
    "ten minutes on the floor with the trains",
    "walk to school without the phone",
    "gemeinsam kochen",
    "appeler mamie avec elle",
    "うたを一曲",
    "let her choose the evening",
)

NOTES = (
    "A long day, a good end.",
    "Mostly work, then the bath song.",
    "Müde, aber da gewesen.",
    "On a bien ri.",
    "今日はこれでいい。",
    "",
)

PAGES = (
    "# Sunday\n\nNothing planned. We found *three* kinds of moss and named them.\n",
    "Ein leiser Tag.\n\n- Pfannkuchen\n- Regen\n- Oma am Telefon 📞\n",
    "She asked whether clouds get tired.\n\n> I said yes. She said: then they lie down as fog.\n",
)

PARKED = (
    ("figures for the spring report", "tomorrow at ten, at the office"),
    ("reply to the landlord", "after lunch"),
    ("Folien 7 bis 12", "Montag früh"),
    ("one failing test", None),
)

TICKS = (
    ("plan", "library"),
    ("plan", "swimming"),
    ("put-off", "laptop closed"),
    ("hard-week", None),
)
