leda simulate survey --published --truth --quiet
