leda chart --quiet --per 100 --target 80 --better higher --rules nhs --summary-figure t.svg "$DATASETS/sodertorn/synthetic_on_time.csv" | sed -n 1,12p; grep -o ">[HLPF]<" t.svg | sort | uniq -c; grep -c "Common cause<" t.svg; grep -o "Common cause: 6[^<]*" t.svg; rm t.svg
leda chart --summary-figure h.svg --better lower --target 12 "$CASES/hostile.csv" | sed -n 1,4p; grep -o '>`touch pwned`<' h.svg; ls pwned 2>/dev/null; rm h.svg
awk 'BEGIN{print "period,unit,value"; for(u=1;u<=30;u++) for(t=1;t<=8;t++) print 2000+t ",u" u "," u+(t*7)%5}' > many.csv; leda chart --summary-figure m.svg many.csv >/dev/null; ls; grep -o "page . of ." m-2.svg; rm m.svg m-2.svg many.csv
leda chart --summary-figure t.gif "$CASES/short.csv" >/dev/null; echo $?
