leda assess 
