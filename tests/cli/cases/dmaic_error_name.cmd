leda dmaic --new 'a;b'
