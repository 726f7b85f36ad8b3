"""From codes, numbers and dates to words in the reader's language. The only place where text for people is made
outside Django's templates; both share one catalogue of messages in `openward/locale`.
"""

from openward.wording.languages import LANGUAGES, RIGHT_TO_LEFT, Words, words

__all__ = ["LANGUAGES", "RIGHT_TO_LEFT", "Words", "words"]
