#pragma once

#include <string>
#include <string_view>

#include "dmp/report/document.hpp"

/// The findings and sites of a document in the formats of other programs. Like to_json they depend
/// on the document and the language alone: the same document gives the same bytes, and findings
/// keep their order wherever the format does not group them.
namespace dmp::report {

/// to_sarif renders the findings as one run of a SARIF 2.1.0 log (OASIS). Regions are whole lines,
/// since columns of SARIF are characters and ours bytes; the byte is in the region's properties.
/// `program_version` is that of the program that speaks.
std::string to_sarif(const Document& document, const Wording& wording,
                     std::string_view program_version);

/// to_junit renders JUnit XML for CI services: a suite for the document as a whole, one a
/// site, one for each file that is no dossier; in each a case for every theme of the rules that it
/// was checked against, which is the first word of their ids (CONTRACT, FINESS …), and for those of
/// what was found besides. Findings at or above `fail_on` fail their case, lesser ones are told in
/// its system-out, and a case with accepted findings only is skipped.
std::string to_junit(const Document& document, const Wording& wording, Severity fail_on);

/// to_markdown renders a report to be pasted into a ticket (CommonMark with tables). Nothing of the
/// user's texts is taken for markup, a mention or a link.
std::string to_markdown(const Document& document, const Wording& wording);

/// to_csv renders one line a site and a file that could not be read or, where there are
/// certificates or no sites, one line a finding (RFC 4180, but with semicolons as French
/// spreadsheets want them and a byte order mark). A cell that a spreadsheet could take for a
/// formula, or a number whose first zeros it would drop, begins with an apostrophe, and so does one
/// that begins with an apostrophe already: readers take off one.
std::string to_csv(const Document& document, const Wording& wording);

}  // namespace dmp::report
