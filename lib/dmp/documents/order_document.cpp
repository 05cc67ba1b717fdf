#include "dmp/documents/order_document.hpp"

#include <nlohmann/json.hpp>

#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/detail/mapper.hpp"
#include "dmp/documents/detail/schema_check.hpp"

namespace dmp::documents {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int kVersion = 1;

/// User names and notes come from outside: what is not UTF-8 in them is replaced.
std::string dumped(const ordered_json& document, int indent) {
  return document.dump(indent, ' ', false, json::error_handler_t::replace) + '\n';
}

void put(ordered_json& document, const char* key, const std::string& value) {
  if (!value.empty()) {
    document[key] = value;
  }
}

ordered_json event_json(const model::OrderEvent& event) {
  ordered_json document = {{"state", to_string(event.state)}, {"at", format_instant(event.at)}};
  put(document, "by", event.by);
  put(document, "note", event.note);
  put(document, "run", event.run);
  return document;
}

std::string cause_of(const Finding& finding) {
  return finding.rule + ' ' + finding.at.pointer + " (" + std::to_string(finding.at.line) + ':' +
         std::to_string(finding.at.column) + ')';
}

Error damaged(std::string_view file, const Findings& findings) {
  Error error{ErrorKind::input,
              "ORDER-DAMAGED",
              {arg("path", file), arg("file", file)},
              {},
              Reason::damaged};
  for (const auto& finding : findings) {
    if (finding.severity == Severity::error) {
      error.causes.push_back(cause_of(finding));
    }
  }
  return error;
}

model::Order map_order(const ValueTree& tree, Mapper& mapper) {
  const auto top = Node::root(tree);
  model::Order order;
  order.site = Mapper::text(top.member("site"));
  order.site_name = Mapper::text(top.member("site_name"));
  order.usage = Mapper::word(top.member("usage"), model::parse_usage).value_or(order.usage);
  order.on = Mapper::word(top.member("on"), model::parse_finess_kind).value_or(order.on);
  order.finess = Mapper::text(top.member("finess"));
  order.structure = Mapper::text(top.member("structure"));
  order.service = Mapper::text(top.member("service"));
  order.environment =
      Mapper::word(top.member("environment"), model::parse_environment).value_or(order.environment);
  order.state = Mapper::word(top.member("state"), model::parse_order_state).value_or(order.state);
  order.key_algorithm = Mapper::text(top.member("key_algorithm"));
  order.key_encrypted = Mapper::boolean(top.member("key_encrypted"));
  order.public_key_sha256 = Mapper::text(top.member("public_key_sha256"));
  order.request_sha256 = Mapper::text(top.member("request_sha256"));
  order.certificate_sha256 = Mapper::text(top.member("certificate_sha256"));
  order.certificate_ends_on = mapper.date(top.member("certificate_ends_on"));
  order.renews = Mapper::text(top.member("renews"));
  top.member("targets").each(
      [&](const Node& node) { order.targets.push_back(Mapper::text(node)); });
  top.member("history").each([&](const Node& node) {
    const auto at = parse_instant(Mapper::text(node.member("at")));
    if (!at) {
      mapper.add("DATE-INVALID", Severity::error, node.member("at"),
                 {arg("value", Mapper::text(node.member("at")))});
      return;
    }
    const auto state = Mapper::word(node.member("state"), model::parse_order_state);
    order.history.push_back({state.value_or(model::OrderState::planned), *at,
                             Mapper::text(node.member("by")), Mapper::text(node.member("note")),
                             Mapper::text(node.member("run"))});
  });
  return order;
}

Result<model::Order> read_checked(std::string_view text, std::string_view file) {
  FindingList findings(file);
  const auto bytes = as_bytes(text);
  const auto tree = parse_text(Bytes(bytes.begin(), bytes.end()), {}, findings);
  if (tree == nullptr || findings.has_error()) {
    return fail(damaged(file, findings.take()));
  }
  const auto version = version_of(*tree);
  if (version.is_number() && version > kVersion) {
    return fail(ErrorKind::input, Reason::damaged, "ORDER-VERSION",
                {arg("path", file), arg("file", file), arg("found", version.dump())});
  }
  const SourceMap source(tree);
  const Report report{findings, source};
  Mapper mapper(report);
  check_form(*tree, embedded_schema("order"), {}, report);
  auto order = map_order(*tree, mapper);
  if (findings.has_error()) {
    return fail(damaged(file, findings.take()));
  }
  return order;
}

}  // namespace

std::string write_order(const model::Order& order) {
  ordered_json document = {
      {"version", kVersion},
      {"site", order.site},
      {"site_name", order.site_name},
      {"usage", to_string(order.usage)},
      {"on", to_string(order.on)},
      {"finess", order.finess},
      {"structure", order.structure},
      {"service", order.service},
      {"environment", to_string(order.environment)},
      {"state", to_string(order.state)},
  };
  put(document, "key_algorithm", order.key_algorithm);
  document["key_encrypted"] = order.key_encrypted;
  put(document, "public_key_sha256", order.public_key_sha256);
  put(document, "request_sha256", order.request_sha256);
  put(document, "certificate_sha256", order.certificate_sha256);
  if (order.certificate_ends_on) {
    document["certificate_ends_on"] = format_date(*order.certificate_ends_on);
  }
  put(document, "renews", order.renews);
  if (!order.targets.empty()) {
    document["targets"] = order.targets;
  }
  auto& history = document["history"] = ordered_json::array();
  for (const auto& event : order.history) {
    history.push_back(event_json(event));
  }
  return dumped(document, 2);
}

Result<model::Order> read_order(std::string_view text, std::string_view file) {
  const auto broken = [&](const std::exception& fault) {
    return fail(ErrorKind::input, Reason::damaged, "ORDER-DAMAGED",
                {arg("path", file), arg("file", file)}, {fault.what()});
  };
  try {
    return read_checked(text, file);
  } catch (const json::exception& fault) {
    return broken(fault);
  } catch (const std::runtime_error& fault) {
    return broken(fault);
  }
}

std::string write_journal_entry(const model::JournalEntry& entry) {
  ordered_json document = {{"at", format_instant(entry.at)}};
  put(document, "by", entry.by);
  put(document, "act", entry.act);
  put(document, "site", entry.site);
  put(document, "usage", entry.usage);
  put(document, "file", entry.file);
  put(document, "sha256", entry.sha256);
  put(document, "public_key_sha256", entry.public_key_sha256);
  put(document, "note", entry.note);
  put(document, "run", entry.run);
  return dumped(document, -1);
}

}  // namespace dmp::documents
