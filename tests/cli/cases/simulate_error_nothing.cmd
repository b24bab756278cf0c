leda simulate
