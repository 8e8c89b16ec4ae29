using Elsa.ITR.Web.Features.Inbox;
using Elsa.ITR.Web.Shell.Widgets;

namespace Elsa.ITR.Web.Shell;

/// <summary>The viewer's nearest promise, shown in the top bar.</summary>
public sealed record NextDeadline(ClockTone Tone, string RecordNo, DateTimeOffset DueAt, string Url);

/// <summary>The numbers in the frame of every page.</summary>
/// <param name="Open">Unfinished work items of the viewer.</param>
/// <param name="IsOverdue">One of these is past its promise.</param>
public sealed record ShellFacts(InboxCounts.Amount Open, bool IsOverdue, int Unread, NextDeadline? Next)
{
    public static readonly ShellFacts None = new(default, false, 0, null);
}
