leda dmaic a.ini --where a=b
