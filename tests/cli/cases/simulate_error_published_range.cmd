leda simulate survey --published --sd 0
