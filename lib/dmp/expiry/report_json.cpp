#include <map>

#include "dmp/expiry/report.hpp"
#include "dmp/render/json_report.hpp"

namespace dmp::expiry {
namespace {

using render::Json;

Json to_value(const Row& row, const Wording& wording) {
  auto json = render::to_value(row);
  const auto& facts = row.facts;
  const bool by_key = facts.key_usage_ends && *facts.key_usage_ends < facts.not_after;
  const bool is_seen = row.status != model::CertificateStatus::missing && !row.recorded;
  json["ends_by"] = !is_seen ? Json() : by_key ? Json("key-usage-period") : Json("not-after");
  json["places"] = Json::array();
  for (const auto& place : row.places()) {
    json["places"].push_back(place);
  }
  json["recorded"] = row.recorded;
  json["site"] = row.site;
  const auto revocation = to_string(row.revocation);
  json["revocation"] = revocation.empty() ? Json() : Json(revocation);
  json["critical"] = row.critical;
  json["due"] = row.due;
  json["remarks"] = Json::array();
  for (const auto& remark : row.remarks) {
    json["remarks"].push_back(
        {{"id", remark.id}, {"message", wording.text(remark.id, remark.args)}});
  }
  json["renewal"] = Json();
  if (const auto& renewal = row.renewal) {
    json["renewal"] = {{"possible", renewal->possible},
                       {"notice_on", format_date(renewal->notice_on)},
                       {"start_by", format_date(renewal->start_by)},
                       {"last_day", format_date(renewal->last_day)},
                       {"command", renewal->command}};
  }
  return json;
}

Json summary_of(const Outcome& outcome) {
  using enum model::CertificateStatus;
  std::map<model::CertificateStatus, int> counts;
  for (const auto& row : outcome.rows) {
    ++counts[row.status];
  }
  Json summary = {{"certificates", outcome.rows.size()},
                  {"files", outcome.files},
                  {"due", outcome.due},
                  {"broken", outcome.broken.size()}};
  for (const auto status : {expired, expiring, missing, superseded}) {
    summary[std::string(to_string(status))] = counts[status];
  }
  return summary;
}

}  // namespace

void write_json(const Outcome& outcome, const ReportOptions& options, const render::Sink& sink) {
  const auto& wording = options.style.wording;
  render::JsonReport report({"expiry", options.now, wording}, summary_of(outcome), {}, sink);
  report.list("certificates", outcome.rows,
              [&wording](const Row& row) { return to_value(row, wording); });
  report.add("files", Json::array());  // Of what other commands write.
  report.finish(outcome.broken);
}

std::string to_json(const Outcome& outcome, const ReportOptions& options) {
  std::string out;
  constexpr std::size_t kUsual = 1100;  // A certificate: growing would copy them.
  out.reserve(outcome.rows.size() * kUsual);
  write_json(outcome, options, [&out](std::string_view part) { out += part; });
  return out;
}

}  // namespace dmp::expiry
