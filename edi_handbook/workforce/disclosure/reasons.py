"""Why something is not shown. A reader of a count's symbol cannot tell; the audit assumes that they can."""

SMALL = "a small count"
PROTECTS = "it would give a small count away"
UNPROVED = "no proof was found that it gives no small count away"
FEW_EVENTS = "too few events in a group"
FEW_OTHERS = "too few people in the rest of the group"
COUNT_HIDDEN = "one of its counts is hidden"
TOO_ROUGH = "a percentage would undo the rounding of the counts"
NOBODY = "nobody in the group"

RATIO_WORDS = {
    FEW_EVENTS: "not shown, because there are too few cases",
    COUNT_HIDDEN: "not shown, because it would show a count that is hidden to protect people",
    PROTECTS: "not shown, because it would give a small number of people away",
}
"""Why a ratio is not shown, where there is room for words. The audit reckons with a reader who is told."""

SHARE_WORDS = {
    COUNT_HIDDEN: "not shown, because the count behind it is hidden to protect people",
    PROTECTS: "not shown, because it would give a small number of people away",
    FEW_OTHERS: "not shown, because it would show how few the others are",
    TOO_ROUGH: "not shown, because there are so few people that it would show how many exactly",
    NOBODY: "not applicable, because there is nobody in the group",
}
"""Why a share is not shown."""
