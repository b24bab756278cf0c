leda plan --arl ewma --figure arl.svg | sed -n 2p
