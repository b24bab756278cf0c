leda simulate survey --published --waves 2
