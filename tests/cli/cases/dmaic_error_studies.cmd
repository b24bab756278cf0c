# Tables that cannot be used: each with its line.
put() { printf "$2" >$1; }
put a.csv 'period,value\n2001,1\n2002,2\n'
project() { printf '[project]\ntitle = T\nlang = en\n[define]\nproblem = P\n[measure a]\nfile = a.csv\n%b' "$1" >a.ini; leda dmaic a.ini; echo $?; }
put g.csv 'part,operator,value\n1,A,1\n1,A,2\n1,B,1\n1,B,2\n2,A,1\n2,A,2\n2,B,1\n'
project 'study = g.csv\n'
put g.csv 'part,operator,value\n1,A,1\n1,A,2\n'
project 'study = g.csv\n'
put r.csv 'unit,rater,rating\n1,A,yes\n1,A,no\n1,B,no\n'
project 'raters = r.csv\n'
put c.csv 'cause,count\na,1\nb,x\n'
project '[analyze]\ncauses = c.csv\n'
put c.csv 'why,count\na,1\n'
project '[analyze]\ncauses = c.csv\n'
