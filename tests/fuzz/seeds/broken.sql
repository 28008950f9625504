CREATE TABLE Ã¤ (ÿ int);
'