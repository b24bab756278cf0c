leda assess - <<END
wave,kommun,roll,respondent,statement,answer
1,A,stöd,1,1,4
1,A,stöd,1,1,5
1,A,ledning,1,2,5
1,A,stöd,,3,5
1,A,stöd,2,30,5
1,A,stöd,2,ett,5
END
