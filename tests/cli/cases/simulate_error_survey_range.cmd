leda simulate survey --person 2
