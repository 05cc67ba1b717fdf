#include <algorithm>
#include <ranges>

#include "dmp/base/listed.hpp"
#include "dmp/csr/report.hpp"
#include "dmp/render/findings.hpp"
#include "dmp/render/json_report.hpp"
#include "dmp/render/printable.hpp"

namespace dmp::csr {
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

std::string weaknesses_of(const rules::JudgedRequest& one, const Wording& wording) {
  return listed(one.weaknesses | std::views::transform([&wording](auto weakness) {
                  return wording.text("csr.weakness." + std::string(to_string(weakness)));
                }));
}

std::string_view usage_of(const rules::JudgedRequest& one) {
  return one.usage ? to_string(*one.usage) : std::string_view();
}

/// "RSA 2048", "EC prime256v1"
std::string key_word(const model::RequestFacts& facts) {
  return facts.key_algorithm + " " +
         (facts.key_curve.empty() ? std::to_string(facts.key_bits) : facts.key_curve);
}

std::string verdict_word(const rules::JudgedRequest& one, const Wording& wording) {
  return wording.text(one.accepted ? "csr.request.accepted" : "csr.request.refused");
}

std::string source_word(const rules::JudgedRequest& one) {
  return one.index == 1 && one.request.line <= 1
             ? one.file
             : one.file + ":" + std::to_string(one.request.line);
}

std::string envelope_word(const model::RequestEnvelope& envelope, const rules::JudgedRequest& one,
                          const Wording& wording) {
  std::string out =
      envelope.signer.empty() ? wording.text("csr.request.no-signer") : envelope.signer;
  if (!envelope.card_number.empty()) {
    out += ", " + wording.text("csr.request.card", {arg("number", envelope.card_number)});
  }
  if (one.signer && !one.signer->administrator.empty()) {
    out += " " + wording.text("csr.request.administrator",
                              {arg("administrator", one.signer->administrator)});
  }
  if (envelope.signed_at) {
    out += ", " +
           wording.text("csr.request.signed-at", {arg("at", format_instant(*envelope.signed_at))});
  }
  return out + ", " +
         wording.text(envelope.signature_valid ? "csr.request.valid" : "csr.request.wrong");
}

/// The checks of the signer with that result, in words.
std::string checks_word(const rules::JudgedRequest& one, model::CheckResult result,
                        const Wording& wording) {
  std::vector<std::string> words;
  if (one.signer) {
    for (const auto& [check, found] : one.signer->checks) {
      if (found == result) {
        words.push_back(wording.text("csr.check." + std::string(to_string(check))));
      }
    }
  }
  return listed(words);
}

struct Line {
  std::string_view title;  ///< Below `csr.request.`.
  std::string content;
};

std::vector<Line> lines_of(const rules::JudgedRequest& one, const Wording& wording) {
  const auto& facts = one.request;
  auto structure = facts.structure();
  if (!one.site.empty()) {
    structure += " (" + wording.text("report.site", {arg("site", one.site)}) + ")";
  }
  auto key = key_word(facts);
  if (!one.weaknesses.empty()) {
    key = wording.text("csr.request.weak-key",
                       {arg("key", key), arg("weaknesses", weaknesses_of(one, wording))});
  }
  const auto signature =
      facts.signature_algorithm + ", " +
      wording.text(facts.signature_valid ? "csr.request.valid" : "csr.request.wrong");
  auto attributes = listed(names_of(facts.attribute_details));
  if (!facts.extensions.empty()) {
    attributes += " (" + listed(names_of(facts.extensions)) + ")";
  }
  return {
      {"subject", facts.subject.printed},
      {"structure", structure},
      {"usage", std::string(usage_of(one))},
      {"key", key},
      {"key-sha256", facts.public_key_sha256},
      {"signature", signature},
      {"attributes", attributes},
      {"envelope", facts.envelope ? envelope_word(*facts.envelope, one, wording) : std::string()},
      {"verified", checks_word(one, model::CheckResult::holds, wording)},
      {"not-verified", checks_word(one, model::CheckResult::not_verified, wording)},
      {"failed", checks_word(one, model::CheckResult::fails, wording)}};
}

std::string block(const rules::JudgedRequest& one, const render::TextStyle& style) {
  constexpr std::size_t kTitle = 14;
  const auto colour = one.accepted ? render::Colour::none : render::Colour::red;
  auto out = render::printable(source_word(one)) + ": " +
             render::coloured(verdict_word(one, style.wording), colour, style.colour) + "\n";
  for (const auto& line : lines_of(one, style.wording)) {
    if (!line.content.empty()) {
      const auto title = style.wording.text("csr.request." + std::string(line.title));
      out += "  " + render::pad(title, kTitle) + "  " + render::printable(line.content) + "\n";
    }
  }
  return out;
}

std::string table_of(const std::vector<rules::JudgedRequest>& requests,
                     const render::TextStyle& style) {
  using render::Fit;
  render::Table table(style.wording, {{"verdict"},
                                      {"site", false, Fit::head, 1},
                                      {"structure", false, Fit::whole, 3},
                                      {"service", false, Fit::head, 4},
                                      {"key", false, Fit::wrap, 5},
                                      {"weaknesses", false, Fit::wrap, 2},
                                      {"source", false, Fit::tail}});
  for (const auto& one : requests) {
    table.add({{verdict_word(one, style.wording),
                one.accepted ? render::Colour::none : render::Colour::red},
               {one.site},
               {one.request.structure()},
               {one.request.subject.common_name},
               {key_word(one.request)},
               {weaknesses_of(one, style.wording)},
               {source_word(one)}});
  }
  return table.render(style);
}

/// Whether the chain holds: null where nobody could tell.
Json chain_value(const model::SignerVerdict& signer) {
  const auto result = signer.result_of(model::SignerCheck::chain);
  return result == model::CheckResult::not_verified ? Json()
                                                    : Json(result == model::CheckResult::holds);
}

Json to_json(const model::RequestEnvelope& envelope, const rules::JudgedRequest& one) {
  Json out = {
      {"signature_valid", envelope.signature_valid},
      {"signer_rfc2253", envelope.signer},
      {"signer_sha256", envelope.signer_sha256},
      {"signed_at", envelope.signed_at ? Json(format_instant(*envelope.signed_at)) : Json()},
      {"card_number", envelope.card_number},
      {"hash", envelope.hash},
      {"signing_certificate", to_string(envelope.signing_certificate)},
      {"signers", envelope.signers}};
  if (one.signer) {
    out["signer_usage"] = to_string(one.signer->usage);
    out["environment"] = to_string(one.signer->environment);
    out["administrator"] = one.signer->administrator;
    out["chain_holds"] = chain_value(*one.signer);
    out["anchor_rfc2253"] = one.signer->anchor;
    auto& checks = out["checks"] = Json::object();
    for (const auto& [check, result] : one.signer->checks) {
      checks[std::string(to_string(check))] = to_string(result);
    }
  }
  return out;
}

Json to_value(const rules::JudgedRequest& one) {
  const auto& facts = one.request;
  auto weaknesses = Json::array();
  for (const auto weakness : one.weaknesses) {
    weaknesses.push_back(to_string(weakness));
  }
  return {{"source", one.file},
          {"index", one.index},
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
          {"request_sha256", one.sha256},
          {"signature_algorithm", facts.signature_algorithm},
          {"signature_valid", facts.signature_valid},
          {"attributes", names_of(facts.attribute_details)},
          {"extensions", names_of(facts.extensions)},
          {"alternative_names", facts.alternative_names},
          {"weaknesses", weaknesses},
          {"site", one.site},
          {"usage", usage_of(one)},
          {"envelope", facts.envelope ? to_json(*facts.envelope, one) : Json()},
          {"verdict", one.accepted ? "accepted" : "refused"}};
}

std::string requests_to_text(const std::vector<rules::JudgedRequest>& requests,
                             const render::TextStyle& style) {
  if (requests.size() > kFewRequests && !style.all) {
    return table_of(requests, style);
  }
  std::string out;
  for (const auto& one : requests) {
    out += (out.empty() ? "" : "\n") + block(one, style);
  }
  return out;
}

}  // namespace

std::string to_text(const VerifyOutcome& outcome, const render::TextStyle& style) {
  return requests_to_text(outcome.requests, style) +
         (outcome.findings.empty() ? "" : "\n" + render::findings_to_text(outcome.findings, style));
}

void write_json(const VerifyOutcome& outcome, const Findings& faulty,
                const render::Heading& heading, const render::Sink& sink) {
  auto findings = faulty;
  findings.insert(findings.end(), outcome.findings.begin(), outcome.findings.end());
  const Json summary = {
      {"requests", outcome.requests.size()},
      {"refused", std::ranges::count(outcome.requests, false, &rules::JudgedRequest::accepted)},
      {"unreadable", outcome.errors.size()},
      {"interrupted", outcome.interrupted}};
  render::JsonReport report(heading, summary, findings, sink);
  report.list("requests", outcome.requests, [](const auto& one) { return to_value(one); });
  report.finish(outcome.errors);
}

}  // namespace dmp::csr
