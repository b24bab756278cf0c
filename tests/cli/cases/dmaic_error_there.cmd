: >a.ini
leda dmaic --new a
