#include "dmp/base/listed.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/table.hpp"
#include "dmp/render/words.hpp"
#include "dmp/report/detail/request_json.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report {
namespace {

using render::Json;

/// More requests than these are shown as a table.
constexpr std::size_t kFewRequests = 4;

template <typename T>
std::vector<std::string> names_of(const std::vector<T>& items) {
  std::vector<std::string> names;
  for (const auto& item : items) {
    names.push_back(item.name);
  }
  return names;
}

/// "RSA 2048", "EC prime256v1"
std::string key_word(const model::RequestFacts& facts) {
  return facts.key_algorithm + " " +
         (facts.key_curve.empty() ? std::to_string(facts.key_bits) : facts.key_curve);
}

std::string verdict_word(const RequestRow& row, const Wording& wording) {
  return wording.text(row.accepted ? "report.request.accepted" : "report.request.refused");
}

std::string source_word(const RequestRow& row) {
  return row.index == 1 && row.facts.line <= 1 ? row.source
                                               : row.source + ":" + std::to_string(row.facts.line);
}

std::string envelope_word(const model::RequestEnvelope& envelope, const RequestRow& row,
                          const Wording& wording) {
  std::string out =
      envelope.signer.empty() ? wording.text("report.request.no-signer") : envelope.signer;
  if (!envelope.card_number.empty()) {
    out += ", " + wording.text("report.request.card", {arg("number", envelope.card_number)});
  }
  if (row.signer && !row.signer->administrator.empty()) {
    out += " " + wording.text("report.request.administrator",
                              {arg("administrator", row.signer->administrator)});
  }
  if (envelope.signed_at) {
    out += ", " + wording.text("report.request.signed-at",
                               {arg("at", format_instant(*envelope.signed_at))});
  }
  return out + ", " +
         wording.text(envelope.signature_valid ? "report.request.valid" : "report.request.wrong");
}

/// The checks of the signer with that result, in words.
std::string checks_word(const RequestRow& row, model::CheckResult result, const Wording& wording) {
  std::vector<std::string> words;
  if (row.signer) {
    for (const auto& [check, found] : row.signer->checks) {
      if (found == result) {
        words.push_back(wording.text("report.check." + std::string(to_string(check))));
      }
    }
  }
  return listed(words);
}

struct Line {
  std::string_view title;  ///< Below `report.request.`.
  std::string content;
};

std::vector<Line> lines_of(const RequestRow& row, const Wording& wording) {
  const auto& facts = row.facts;
  auto structure = facts.structure();
  if (!row.site.empty()) {
    structure += " (" + wording.text("report.site", {arg("site", row.site)}) + ")";
  }
  auto key = key_word(facts);
  if (!row.weaknesses.empty()) {
    key += ": " + listed(row.weaknesses);
  }
  const auto signature =
      facts.signature_algorithm + ", " +
      wording.text(facts.signature_valid ? "report.request.valid" : "report.request.wrong");
  auto attributes = listed(names_of(facts.attribute_details));
  if (!facts.extensions.empty()) {
    attributes += " (" + listed(names_of(facts.extensions)) + ")";
  }
  return {
      {"subject", facts.subject.printed},
      {"structure", structure},
      {"usage", row.usage},
      {"key", key},
      {"key-sha256", facts.public_key_sha256},
      {"signature", signature},
      {"attributes", attributes},
      {"envelope", facts.envelope ? envelope_word(*facts.envelope, row, wording) : std::string()},
      {"verified", checks_word(row, model::CheckResult::holds, wording)},
      {"not-verified", checks_word(row, model::CheckResult::not_verified, wording)},
      {"failed", checks_word(row, model::CheckResult::fails, wording)}};
}

std::string block(const RequestRow& row, const render::TextStyle& style) {
  constexpr std::size_t kTitle = 14;
  const auto colour = row.accepted ? render::Colour::none : render::Colour::red;
  auto out = render::printable(source_word(row)) + ": " +
             render::coloured(verdict_word(row, style.wording), colour, style.colour) + "\n";
  for (const auto& line : lines_of(row, style.wording)) {
    if (!line.content.empty()) {
      const auto title = style.wording.text("report.request." + std::string(line.title));
      out += "  " + render::pad(title, kTitle) + "  " + render::printable(line.content) + "\n";
    }
  }
  return out;
}

std::string table_of(const std::vector<RequestRow>& rows, const render::TextStyle& style) {
  render::Table table(
      style.wording,
      {{"verdict"}, {"site"}, {"structure"}, {"service"}, {"key"}, {"weaknesses"}, {"source"}});
  for (const auto& row : rows) {
    table.add({{verdict_word(row, style.wording),
                row.accepted ? render::Colour::none : render::Colour::red},
               {row.site},
               {row.facts.structure()},
               {row.facts.subject.common_name},
               {key_word(row.facts)},
               {listed(row.weaknesses)},
               {source_word(row)}});
  }
  return table.render(style.colour);
}

/// Whether the chain holds: null where nobody could tell.
Json chain_value(const model::SignerVerdict& signer) {
  const auto result = signer.result_of(model::SignerCheck::chain);
  return result == model::CheckResult::not_verified ? Json()
                                                    : Json(result == model::CheckResult::holds);
}

Json to_json(const model::RequestEnvelope& envelope, const RequestRow& row) {
  Json out = {
      {"signature_valid", envelope.signature_valid},
      {"signer_rfc2253", envelope.signer},
      {"signer_sha256", envelope.signer_sha256},
      {"signed_at", envelope.signed_at ? Json(format_instant(*envelope.signed_at)) : Json()},
      {"card_number", envelope.card_number},
      {"hash", envelope.hash},
      {"signing_certificate", to_string(envelope.signing_certificate)},
      {"signers", envelope.signers}};
  if (row.signer) {
    out["signer_usage"] = to_string(row.signer->usage);
    out["environment"] = to_string(row.signer->environment);
    out["administrator"] = row.signer->administrator;
    out["chain_holds"] = chain_value(*row.signer);
    out["anchor_rfc2253"] = row.signer->anchor;
    auto& checks = out["checks"] = Json::object();
    for (const auto& [check, result] : row.signer->checks) {
      checks[std::string(to_string(check))] = to_string(result);
    }
  }
  return out;
}

}  // namespace

std::string requests_to_text(const std::vector<RequestRow>& rows, const render::TextStyle& style) {
  if (rows.size() > kFewRequests && !style.all) {
    return table_of(rows, style);
  }
  std::string out;
  for (const auto& row : rows) {
    out += (out.empty() ? "" : "\n") + block(row, style);
  }
  return out;
}

namespace detail {

Json to_value(const RequestRow& row) {
  const auto& facts = row.facts;
  return {{"source", row.source},
          {"index", row.index},
          {"line", facts.line == 0 ? Json() : Json(facts.line)},
          {"kind", facts.label},
          {"subject_rfc2253", facts.subject.printed},
          {"structure", facts.structure()},
          {"service", facts.subject.common_name},
          {"organisation", facts.subject.organisation},
          {"key_algorithm", facts.key_algorithm},
          {"key_bits", facts.key_bits},
          {"key_curve", facts.key_curve},
          {"public_exponent", facts.public_exponent},
          {"public_key_sha256", facts.public_key_sha256},
          {"request_sha256", row.sha256},
          {"signature_algorithm", facts.signature_algorithm},
          {"signature_valid", facts.signature_valid},
          {"attributes", names_of(facts.attribute_details)},
          {"extensions", names_of(facts.extensions)},
          {"alternative_names", facts.alternative_names},
          {"weaknesses", row.weaknesses},
          {"site", row.site},
          {"usage", row.usage},
          {"envelope", facts.envelope ? to_json(*facts.envelope, row) : Json()},
          {"verdict", row.accepted ? "accepted" : "refused"}};
}

}  // namespace detail
}  // namespace dmp::report
