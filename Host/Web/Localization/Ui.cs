namespace Elsa.ITR.Web.Localization;

/// <summary>Marks the texts of the pages: Ui.resx (zh-CN) and Ui.en.resx. Keys are Feature.Thing.</summary>
public sealed class Ui;
