"""How is the journey doing?"""

from lib.ui import header

top = header.header("How is the journey doing?")
