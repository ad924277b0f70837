using System.Security;

namespace Ed2402Posture.Host;

/// <summary>Reads a secret without showing it.</summary>
internal static class SecretReader
{
    /// <summary>The secret, or null at the end of the input.</summary>
    public static SecureString? Read(ConsoleWriter writer)
    {
        var secret = new SecureString();
        while (Next(out char key) is { } more)
        {
            if (!more)
            {
                writer.Output(Environment.NewLine);
                return secret;
            }

            if (key is not ('\b' or '\x7f'))
            {
                secret.AppendChar(key);
            }
            else if (secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
        }

        return secret.Length == 0 ? null : secret;
    }

    /// <summary>True with a character, false at the end of the line, null at the end of the input.</summary>
    private static bool? Next(out char key)
    {
        int read = Terminal.CanAsk ? Console.ReadKey(intercept: true).KeyChar : Console.In.Read();
        key = (char)read;
        return read < 0 ? null : read == '\r' && !Terminal.CanAsk ? Next(out key) : read is not ('\n' or '\r');
    }
}
