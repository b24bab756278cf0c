# The words in capitals stand for what the user writes, so they are in the user's language too.
leda --help --lang sv
leda simulate panel --help --lang sv
