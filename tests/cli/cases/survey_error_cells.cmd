leda assess - <<END
wave;kommun;roll;ledningsgrupp;q1;q2;q3
2012-10;Huddinge;ledning;ja;5;8;4
2012-10;Huddinge;chef;kanske;5;3,5;nja
2012-10;;stöd;nej;5;4;4
;Huddinge;stöd;nej;5;4;4
2013-05;Huddinge;stöd;nej;5;4;4;6
END
