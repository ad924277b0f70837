using System.Management.Automation.Host;

namespace Ed2402Posture.Host;

/// <summary>The size and the keys of a console. It has no buffer that could be read back.</summary>
internal sealed class ConsoleRawUserInterface : PSHostRawUserInterface
{
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override Size BufferSize { get => WindowSize; set => throw NotHere(); }
    public override Size WindowSize { get => new(Terminal.Width, Terminal.Height); set => throw NotHere(); }
    public override Size MaxPhysicalWindowSize => WindowSize;
    public override Size MaxWindowSize => WindowSize;
    public override Coordinates CursorPosition { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override int CursorSize { get; set; } = 25;
    public override string WindowTitle { get; set; } = "Ed2402Posture";
    public override bool KeyAvailable => Terminal.CanAsk && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Console.ReadKey(intercept: options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotHere();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotHere();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotHere();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotHere();

    private static NotSupportedException NotHere() => new("This console has no screen buffer.");
}
