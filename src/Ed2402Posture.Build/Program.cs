Console.Error.WriteLine("usage: Ed2402Posture.Build help <folder of cmdlet pages> <MAML file>");
return 2;
