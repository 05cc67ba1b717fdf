#include "dmp/render/json.hpp"

#include <algorithm>
#include <cstdint>

#include "dmp/base/repair.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/render/printable.hpp"

namespace dmp::render {
namespace {

/// A number that 0 stands for "not known" of.
Json known(std::uint32_t number) { return number == 0 ? Json() : Json(number); }

Json to_value(const std::optional<Acceptance>& accepted) {
  return accepted ? Json({{"reason", accepted->reason}, {"until", format_date(accepted->until)}})
                  : Json();
}

}  // namespace

std::string dump(const Json& json) {
  std::string out;
  append_dump(out, json, 0);
  return out += '\n';
}

void append_dump(std::string& out, const Json& json, std::size_t depth) {
  const auto text = json.dump(2, ' ', false, Json::error_handler_t::replace);
  std::size_t offset = 0;
  while (offset < text.size()) {
    const auto start = offset;
    const auto c = code_point_at(text, offset);
    // Outside of strings there is ASCII only.
    if (c >= 0x7F && c <= 0xFFFF && is_treacherous(c)) {
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) {
        out += kHex[(c >> static_cast<unsigned>(shift)) & 0xFU];
      }
    } else {
      out.append(text, start, offset - start);
      out.append(c == '\n' ? 2 * depth : 0, ' ');  // Inside of strings it is escaped.
    }
  }
}

Json to_value(const std::optional<Date>& day) { return day ? Json(format_date(*day)) : Json(); }

Json to_value(const Finding& finding, const Wording& wording) {
  Json value = {{"rule", finding.rule},
                {"severity", to_string(finding.severity)},
                {"file", finding.at.file},
                {"pointer", finding.at.pointer},
                {"line", known(finding.at.line)},
                {"column", known(finding.at.column)},
                {"site", finding.site},
                {"message", wording.text(finding.rule, finding.args)},
                {"remedy", wording.remedy(finding.rule, finding.args)},
                {"reference", finding.reference},
                {"accepted", to_value(finding.accepted)}};
  if (const auto repair = repair_of(finding)) {
    value["repair"] = {{"class", repair->is_safe ? "safe" : "unsafe"}, {"value", repair->value}};
  }
  return value;
}

Json to_value(const model::CertificateRow& row) {
  const auto& facts = row.facts;
  const bool is_there = row.status != model::CertificateStatus::missing;
  const auto instant = [&](Instant at) { return is_there ? Json(format_instant(at)) : Json(); };
  return {{"source", row.source},
          {"usage", to_string(facts.usage)},
          {"environment", to_string(facts.environment)},
          {"structure", facts.structure()},
          {"service", facts.subject.common_name},
          {"organisation", facts.subject.organisation},
          {"subject_rfc2253", facts.subject.printed},
          {"not_before", row.recorded ? Json() : instant(facts.not_before)},
          {"not_after", row.recorded ? Json() : instant(facts.not_after)},
          {"key_usage_ends", facts.key_usage_ends ? instant(*facts.key_usage_ends) : Json()},
          {"ends_on", is_there ? Json(format_date(date_of(facts.ends_at()))) : Json()},
          {"days_left", is_there ? Json(row.days_left) : Json()},
          {"serial", facts.serial},
          {"sha256", facts.sha256.hex()},
          {"status", to_string(row.status)}};
}

Json to_value(const Error& error, const Wording& wording) {
  Json json = {{"id", error.id},
               {"message", wording.text(error.id, error.args)},
               {"remedy", wording.remedy(error.id, error.args)},
               {"causes", error.causes}};
  for (const auto* name : {"site", "usage"}) {
    const auto found = std::ranges::find(error.args, name, &Arg::name);
    if (found != error.args.end()) {
      json[name] = found->value;
    }
  }
  return json;
}

Json to_value(const std::optional<Error>& error, const Wording& wording) {
  return error ? to_value(*error, wording) : Json();
}

Json file_value(std::string_view path, std::string_view act, std::string_view site, int mode,
                std::optional<int> former_mode) {
  const auto mode_value = [](int value) { return value == 0 ? Json() : Json(octal_mode(value)); };
  return {{"path", path},
          {"site", site},
          {"act", act},
          {"mode", mode_value(mode)},
          {"former_mode", mode_value(former_mode.value_or(0))}};
}

}  // namespace dmp::render
