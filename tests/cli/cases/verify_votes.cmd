printf "fråga;mätning;antal;procent\nKan skillnader vara bra?;före;25;92\nKan skillnader vara bra?;efter;23;87\n" | leda verify -
