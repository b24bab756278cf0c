leda dmaic --new a b.ini
