"""Hold HTML that has every tag there is, and all that a link can lead to."""

__all__ = ["EVERY_TAG"]

EVERY_TAG = """
<style>* { font: 10pt/1.2 Plain !important } img { display: block; width: 9mm }</style>
<main><h1>One</h1>
<ol data-toc><li><a href="#heading">Two</a><ol><li><a href="#division">Bare</a></li></ol></li></ol>
<article><h2 id="heading">Two</h2>
<blockquote><p>Quoted <q>words</q> and <code>code</code>, <strong>strong</strong>.</p></blockquote>
</article>
<div id="division"><div>bare <em>text</em></div></div>
<p aria-hidden="true" id="hidden">Hidden</p>
<p>After it, <span id="words">words</span>. <a href="#hidden">Hidden</a> <a href="#words">words</a>,
<a href="#item">item</a>, <a href="#nothing">nothing</a>, <a href="#picture">picture</a></p>
<dl><dt>Term</dt><dd>What it is</dd></dl>
<ul><li id="item">An item<a data-call id="mark" href="#note" aria-label="Note 1">1</a>
<p data-note id="note"><span data-label><a href="#mark" aria-label="Back">Note 1</a></span>
A note</p>
<ul><li>and one in it</li></ul></li></ul>
<section id="nothing"></section>
<table><caption>A table</caption>
<thead><tr><th colspan="2">Head</th></tr></thead>
<tbody><tr><th scope="row">Row</th><td>1</td></tr></tbody>
<tfoot><tr><td>Foot</td><td>2</td></tr></tfoot></table>
<figure><img id="picture" src="artwork/square.svg" alt="A triangle">
<figcaption>A picture</figcaption></figure>
<h3>Three</h3><h4>Four</h4><h5>Five</h5><h6>Six</h6><pre>As it is</pre></main>
"""
"""For the studio, whose artwork has a square."""
