#pragma once

#include <string>
#include <vector>

#include "dmp/render/table.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report {

/// rules_to_text renders the catalogue of rules as paragraphs: id, severity, reference, what the
/// rule says and what to do. Names in braces stand for values of the document.
std::string rules_to_text(const std::vector<RuleRow>& rules, const render::TextStyle& style);

/// rules_to_markdown renders it as a table (GitHub flavoured Markdown).
std::string rules_to_markdown(const std::vector<RuleRow>& rules, const Wording& wording);

}  // namespace dmp::report
