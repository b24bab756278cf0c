leda dmaic
