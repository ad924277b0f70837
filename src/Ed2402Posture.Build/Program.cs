using Ed2402Posture.Build.Help;

if (args is not ["help", var pages, var output])
{
    Console.Error.WriteLine("usage: Ed2402Posture.Build help <folder of cmdlet pages> <MAML file>");
    return 2;
}

return HelpCommand.Run(pages, output, Console.Error);
