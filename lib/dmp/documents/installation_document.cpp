#include "dmp/documents/installation_document.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace dmp::documents {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int kVersion = 1;

/// Paths and names of users may be no UTF-8: what is not is replaced.
std::string dumped(const ordered_json& document) {
  return document.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

void put(ordered_json& document, const char* key, const std::string& value) {
  if (!value.empty()) {
    document[key] = value;
  }
}

void put(ordered_json& document, const char* key, const std::optional<Instant>& value) {
  if (value) {
    document[key] = format_instant(*value);
  }
}

std::string text_of(const json& document, const char* key) {
  return document.value(key, std::string());
}

/// A path as ASCII: its bytes have to come back as they were, also where they are no UTF-8.
std::string escaped(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte >= 0x7FU || c == '%') {
      text += '%';
      text += kDigits[byte >> 4U];
      text += kDigits[byte & 0xFU];
    } else {
      text += c;
    }
  }
  return text;
}

std::string unescaped(const std::string& text) {
  std::string path;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code = text[i] == '%' && i + 3 <= text.size();
    path += is_code ? static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)) : text[i];
    i += is_code ? 2 : 0;
  }
  return path;
}

/// Reads a document of ours, of this version; nothing when it is none.
template <typename Value, typename Map>
std::optional<Value> read(std::string_view text, Map map) {
  try {
    const auto document = json::parse(text);
    return document.value("version", 0) == kVersion ? std::optional<Value>(map(document))
                                                    : std::nullopt;
  } catch (const json::exception&) {
    return std::nullopt;
  } catch (const std::logic_error&) {  // of stoi
    return std::nullopt;
  }
}

model::VersionRecord map_record(const json& document) {
  model::VersionRecord record;
  record.run = text_of(document, "run");
  record.at = parse_instant(text_of(document, "at"));
  record.by = text_of(document, "by");
  record.before = text_of(document, "before");
  record.workspace = unescaped(text_of(document, "workspace"));
  for (const auto& each : document.value("certificates", json::array())) {
    record.certificates.push_back({text_of(each, "sha256"), text_of(each, "public_key_sha256"),
                                   parse_date(text_of(each, "ends_on"))});
  }
  record.files = document.value("files", record.files);
  record.target = unescaped(text_of(document, "target"));
  return record;
}

model::PendingRun map_pending(const json& document) {
  model::PendingRun pending;
  pending.act = text_of(document, "act");
  pending.run = text_of(document, "run");
  pending.at = parse_instant(text_of(document, "at"));
  pending.by = text_of(document, "by");
  pending.workspace = unescaped(text_of(document, "workspace"));
  pending.keep = document.value("keep", std::size_t{0});
  pending.commands = document.value("commands", false);
  pending.told = document.value("told", false);
  for (const auto& each : document.value("targets", json::array())) {
    pending.moves.push_back({unescaped(text_of(each, "path")), each.value("file", false),
                             text_of(each, "from"), text_of(each, "to"),
                             each.value("made", false)});
  }
  for (const auto& each : document.value("journal", json::array())) {
    pending.journal.push_back({text_of(each, "line"), unescaped(text_of(each, "order")),
                               text_of(each, "sha256"), unescaped(text_of(each, "target"))});
  }
  for (const auto& each : document.value("stores", std::vector<std::string>())) {
    pending.stores.push_back(unescaped(each));
  }
  pending.home = unescaped(text_of(document, "home"));
  pending.home_id = text_of(document, "home_id");
  return pending;
}

}  // namespace

std::string write_version_record(const model::VersionRecord& record) {
  ordered_json document = {{"version", kVersion}};
  put(document, "run", record.run);
  put(document, "at", record.at);
  put(document, "by", record.by);
  put(document, "before", record.before);
  put(document, "workspace", escaped(record.workspace));
  auto& certificates = document["certificates"] = ordered_json::array();
  for (const auto& each : record.certificates) {
    ordered_json one = {{"sha256", each.sha256}, {"public_key_sha256", each.public_key_sha256}};
    if (each.ends_on) {
      one["ends_on"] = format_date(*each.ends_on);
    }
    certificates.push_back(std::move(one));
  }
  if (!record.files.empty()) {
    document["files"] = record.files;
  }
  put(document, "target", escaped(record.target));
  return dumped(document);
}

std::optional<model::VersionRecord> read_version_record(std::string_view text) {
  return read<model::VersionRecord>(text, map_record);
}

std::string write_pending_run(const model::PendingRun& pending) {
  ordered_json document = {{"version", kVersion}, {"act", pending.act}, {"run", pending.run}};
  put(document, "at", pending.at);
  put(document, "by", pending.by);
  put(document, "workspace", escaped(pending.workspace));
  document["keep"] = pending.keep;
  document["commands"] = pending.commands;
  document["told"] = pending.told;
  auto& targets = document["targets"] = ordered_json::array();
  for (const auto& each : pending.moves) {
    targets.push_back({{"path", escaped(each.path)},
                       {"file", each.is_file},
                       {"from", each.from},
                       {"to", each.to},
                       {"made", each.fresh}});
  }
  auto& journal = document["journal"] = ordered_json::array();
  for (const auto& each : pending.journal) {
    journal.push_back(
        {{"line", each.text}, {"order", escaped(each.order)}, {"sha256", each.sha256}});
    put(journal.back(), "target", escaped(each.target));
  }
  auto& stores = document["stores"] = ordered_json::array();
  for (const auto& each : pending.stores) {
    stores.push_back(escaped(each));
  }
  put(document, "home", escaped(pending.home));
  put(document, "home_id", pending.home_id);
  return dumped(document);
}

std::optional<model::PendingRun> read_pending_run(std::string_view text) {
  return read<model::PendingRun>(text, map_pending);
}

}  // namespace dmp::documents
