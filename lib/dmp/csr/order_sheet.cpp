#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/core/pattern.hpp"
#include "dmp/core/utf8.hpp"
#include "dmp/csr/csr.hpp"
#include "dmp/csr/detail/sheet_texts.hpp"

namespace dmp::csr {
namespace {

using detail::Shape;
using detail::SheetLine;
using detail::When;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kLabelColumns = 22;
constexpr std::size_t kMarkerColumns = 5;
constexpr std::size_t kValueColumns = 8;

/// words splits at spaces and control characters, but keeps French punctuation with its neighbour.
std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> all;
  bool glue = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto is_space = [](char c) {
      return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    };
    const auto start = std::ranges::find_if_not(text.substr(at), is_space) - text.begin();
    const auto end = std::ranges::find_if(text.substr(static_cast<std::size_t>(start)), is_space);
    const std::string word(text.begin() + start, end);
    at = static_cast<std::size_t>(end - text.begin());
    if (word.empty()) {
      break;
    }
    const bool closes =
        word == ":" || word == ";" || word == "?" || word == "!" || word.starts_with("»");
    if (!all.empty() && (glue || closes)) {
      all.back() += ' ' + word;
    } else {
      all.push_back(word);
    }
    glue = word.ends_with("«") || word == "n°";
  }
  return all;
}

/// wrap adds `text` after what the last line of `out` has (`used` columns), going on at `indent`.
void wrap(std::string& out, std::string_view text, std::size_t used, std::size_t indent) {
  bool first_of_line = true;
  for (const auto& whole : words(text)) {
    std::string_view word = whole;
    if (!first_of_line && used + 1 + display_width(word) > kColumns) {
      out += '\n' + std::string(indent, ' ');
      used = indent;
      first_of_line = true;
    }
    while (used + display_width(word) > kColumns && first_of_line) {
      const auto head = cut_characters(word, (kColumns - used) / 2);
      out.append(head) += '\n' + std::string(indent, ' ');
      word.remove_prefix(head.size());
      used = indent;
    }
    if (!first_of_line) {
      out += ' ';
      ++used;
    }
    out += word;
    used += display_width(word);
    first_of_line = false;
  }
  out += '\n';
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string out(text);
  const auto width = display_width(text);
  return out.append(width < columns ? columns - width : 0, ' ');
}

void add_line(std::string& out, const SheetLine& line, const Args& values) {
  const auto text = fill_in(Language::french, line.text, values);
  switch (line.shape) {
    case Shape::heading:
      out += '\n' + text + '\n' + std::string(display_width(text), '-') + '\n';
      return;
    case Shape::title:
      out += text + '\n' + std::string(display_width(text), '=') + '\n';
      return;
    case Shape::field:
      out += "  " + padded(fill_in(Language::french, line.label, values), kLabelColumns) + ": ";
      wrap(out, text, kLabelColumns + 4, kLabelColumns + 4);
      return;
    case Shape::item:
      out += "  " + padded(line.label, kMarkerColumns - 2);
      wrap(out, text, kMarkerColumns, kMarkerColumns);
      return;
    case Shape::value:
      out += std::string(kValueColumns, ' ') + text + '\n';
      return;
    case Shape::text:
      wrap(out, text, 0, 0);
      return;
  }
}

bool applies(When when, const model::Order& order, const policy::Policy& policy) {
  switch (when) {
    case When::always:
      return true;
    case When::login_known:
      return !policy.portal_login_url.empty();
    case When::encrypted:
      return order.key_encrypted;
    case When::authentication:
      return order.usage == model::Usage::auth_cli;
    case When::signature:
      return order.usage == model::Usage::sign;
    case When::other_usage:
      return order.usage != model::Usage::auth_cli && order.usage != model::Usage::sign;
    case When::test:
      return order.environment == model::Environment::test;
    case When::rehearsal:
      return order.environment == model::Environment::rehearsal;
  }
  return false;
}

Args values_of(const model::Order& order, const model::Establishment& site,
               const policy::Policy& policy) {
  const auto months = policy.validity_months;
  return {arg("usage", to_string(order.usage)),
          arg("name", order.site_name),
          arg("kind", detail::french(order.on)),
          arg("finess", order.finess),
          arg("structure", order.structure),
          arg("environment", detail::french(order.environment)),
          arg("service", order.service),
          arg("portal", policy.portal_url),
          arg("login", policy.portal_login_url),
          arg("state", model::state_label_of(site)),
          arg("organisation", x509::organisation_name(order.site_name)),
          arg("public_key_sha256", order.public_key_sha256),
          arg("validity", detail::french_duration(months)),
          arg("notice", policy.renewal_notice_days),
          arg("policy", policy.name)};
}

}  // namespace

std::string order_sheet(const model::Order& order, const model::Establishment& site,
                        const policy::Policy& policy) {
  const auto values = values_of(order, site, policy);
  std::string sheet;
  for (const auto& line : detail::sheet_lines()) {
    if (applies(line.when, order, policy)) {
      add_line(sheet, line, values);
    }
  }
  return sheet;
}

}  // namespace dmp::csr
