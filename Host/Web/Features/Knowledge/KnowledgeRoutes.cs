namespace Elsa.ITR.Web.Features.Knowledge;

/// <summary>Addresses of the knowledge base.</summary>
public static class KnowledgeRoutes
{
    public static void MapPages(IEndpointRouteBuilder pages)
    {
        FindKnowledge.MapPage(pages);
        ShowArticle.MapPage(pages);
        CaseKnowledge.MapPage(pages);
        LinkArticle.MapPage(pages);
        ReportHints.MapPage(pages);
    }

    public static void MapApi(IEndpointRouteBuilder api)
    {
        FindKnowledge.Map(api);
        ShowArticle.Map(api);
        CaseKnowledge.Map(api);
        LinkArticle.Map(api);
    }
}
