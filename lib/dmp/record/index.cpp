#include "dmp/record/index.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/base/text.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/model/messages.hpp"
#include "dmp/record/record.hpp"
#include "dmp/render/csv.hpp"

namespace dmp::record {
namespace {

/// The index goes to the person at the portal, and is French.
Wording french() {
  static const Catalogue catalogue{model::messages()};
  return {catalogue, Language::french};
}

std::string word(std::string_view group, std::string_view value) {
  return french().text(std::string(group) + "." + std::string(value));
}

std::string day_of(const model::Order& order) {
  return order.history.empty() ? std::string()
                               : format_date_french(date_of(order.history.back().at));
}

/// Columns of the index, with what stands in them.
std::vector<std::pair<std::string_view, std::string>> columns_of(const model::Order& order,
                                                                 const files::OrderFolder& folder) {
  const auto end = order.certificate_ends_on;
  return {{"Site", order.site},
          {"Établissement", order.site_name},
          {"FINESS", order.finess},
          {"Structure", order.structure},
          {"Usage", std::string(to_string(order.usage))},
          {"Service applicatif", order.service},
          {"Environnement", word("environment", to_string(order.environment))},
          {"État", word("order-state", to_string(order.state))},
          {"Depuis le", day_of(order)},
          {"Fin du certificat", end ? format_date_french(*end) : std::string()},
          {"Fichier à déposer", "./" + folder.request().generic_string()},
          {"Fiche", "./" + folder.sheet_pdf().generic_string()},
          {"SHA-256 de la clé publique", order.public_key_sha256},
          {"SHA-256 de la demande", order.request_sha256}};
}

std::string index_of(const Orders& orders, const std::filesystem::path& workspace) {
  std::vector<std::string> titles;
  for (const auto& [title, _] : columns_of({}, {})) {
    titles.push_back(render::csv_cell(title));
  }
  auto out = std::string(render::kCsvMark) + render::csv_line(titles);
  for (const auto& entry : orders.entries) {
    std::vector<std::string> cells;
    const files::OrderFolder place{entry.folder.folder.lexically_relative(workspace)};
    for (const auto& [_, value] : columns_of(entry.now, place)) {
      cells.push_back(render::csv_cell(value));
    }
    out += render::csv_line(cells);
  }
  return out;
}

}  // namespace

Status write_index(const std::filesystem::path& workspace) {
  const auto path = files::Workspace{workspace}.index();
  const auto text = index_of(read_orders(workspace), workspace);
  const auto existing = files::read_file(path);
  if (existing && as_text(*existing) == text) {
    return {};
  }
  return files::write_file(path, as_bytes(text), files::kPublic, files::WriteMode::replace);
}

}  // namespace dmp::record
