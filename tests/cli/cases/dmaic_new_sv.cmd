leda dmaic --new måltider --lang sv
cat måltider.ini
