namespace Elsa.Expressions.JavaScript;

/// <summary>Built-in functions that ECMAScript has got since 2015, written in the script's own language: guards and limits hold for them as for the script.</summary>
internal static class ModernBuiltIns
{
    private static readonly Dictionary<string, (string Owner, string Code)[]> ByName = new()
    {
        ["includes"] =
        [
            ("String.prototype", "function(x,from){return this.indexOf(x,from)>=0}"),
            ("Array.prototype", "function(x){for(var i=0;i<this.length;i++)if(this[i]===x||(x!==x&&this[i]!==this[i]))return true;return false}"),
        ],
        ["startsWith"] = [("String.prototype", "function(x,at){at=at||0;return this.substr(at,String(x).length)===String(x)}")],
        ["endsWith"] = [("String.prototype", "function(x){x=String(x);return this.length>=x.length&&this.substr(this.length-x.length)===x}")],
        ["repeat"] = [("String.prototype", "function(n){var t='';for(var i=0;i<n;i++)t+=this;return t}")],
        ["padStart"] = [("String.prototype", "function(n,x){x=x===undefined?' ':String(x);var p='';while(x&&p.length+this.length<n)p+=x;return p.substr(0,Math.max(0,n-this.length))+this}")],
        ["padEnd"] = [("String.prototype", "function(n,x){x=x===undefined?' ':String(x);var p='';while(x&&p.length+this.length<n)p+=x;return this+p.substr(0,Math.max(0,n-this.length))}")],
        ["trimStart"] = [("String.prototype", "function(){return this.replace(/^\\s+/,'')}")],
        ["trimEnd"] = [("String.prototype", "function(){return this.replace(/\\s+$/,'')}")],
        ["find"] = [("Array.prototype", "function(f,t){for(var i=0;i<this.length;i++)if(f.call(t,this[i],i,this))return this[i]}")],
        ["findIndex"] = [("Array.prototype", "function(f,t){for(var i=0;i<this.length;i++)if(f.call(t,this[i],i,this))return i;return -1}")],
        ["flat"] = [("Array.prototype", "function(){var r=[];for(var i=0;i<this.length;i++)if(Array.isArray(this[i]))r=r.concat(this[i]);else r.push(this[i]);return r}")],
        ["flatMap"] = [("Array.prototype", "function(f,t){var r=[];for(var i=0;i<this.length;i++)r=r.concat(f.call(t,this[i],i,this));return r}")],
        ["fill"] = [("Array.prototype", "function(x){for(var i=0;i<this.length;i++)this[i]=x;return this}")],
        ["from"] = [("Array", "function(x,f){var r=[];for(var i=0;i<x.length;i++)r.push(f?f(x[i],i):x[i]);return r}")],
        ["of"] = [("Array", "function(){return Array.prototype.slice.call(arguments)}")],
        ["assign"] = [("Object", "function(o){for(var i=1;i<arguments.length;i++){var s=arguments[i];if(s)Object.keys(s).forEach(function(k){o[k]=s[k]})}return o}")],
        ["values"] = [("Object", "function(o){return Object.keys(o).map(function(k){return o[k]})}")],
        ["entries"] = [("Object", "function(o){return Object.keys(o).map(function(k){return [k,o[k]]})}")],
        ["fromEntries"] = [("Object", "function(x){var o={};x.forEach(function(p){o[p[0]]=p[1]});return o}")],
        ["isInteger"] = [("Number", "function(x){return typeof x==='number'&&isFinite(x)&&Math.floor(x)===x}")],
        ["isNaN"] = [("Number", "function(x){return x!==x}")],
        ["isFinite"] = [("Number", "function(x){return typeof x==='number'&&isFinite(x)}")],
        ["parseInt"] = [("Number", "parseInt")],
        ["parseFloat"] = [("Number", "parseFloat")],
        ["trunc"] = [("Math", "function(x){return x<0?Math.ceil(x):Math.floor(x)}")],
        ["sign"] = [("Math", "function(x){return x>0?1:x<0?-1:+x}")],
    };

    /// <summary>A script that adds those of the names that are built-in functions; null when none is.</summary>
    public static string? CodeFor(IEnumerable<string> words)
    {
        var lines = words.Where(ByName.ContainsKey).SelectMany(name => ByName[name].Select(x =>
            $"Object.defineProperty({x.Owner},'{name}',{{value:{x.Code},writable:true,configurable:true}});")).ToList();
        return lines.Count == 0 ? null : string.Concat(lines) + "0";
    }
}
