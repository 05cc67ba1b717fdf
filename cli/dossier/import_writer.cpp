#include "dossier/import_writer.hpp"

#include <algorithm>
#include <filesystem>

#include "dmp/base/utf8.hpp"
#include "dmp/files/output.hpp"
#include "dmp/files/read.hpp"
#include "dossier/in_place.hpp"
#include "dossier/tables.hpp"

namespace dmp::cli {
namespace {

namespace fs = std::filesystem;

/// Where the dossier is written, or would be where it goes to a stream.
std::string path_of_dossier(const ImportOptions& options) {
  const auto& named = options.into.empty() ? options.output : options.into;
  return named.empty() || is_stream(named) ? kNewDossier : named;
}

/// What the file of refused lines is called, also for such a file that is imported again.
std::string name_of_refused(const std::string& table) {
  constexpr std::string_view kRefused = "-refused";
  auto name = table == "-" ? "table" : fs::path(table).stem().string();
  const auto mark = name.rfind(kRefused);
  const bool is_ours =
      mark != std::string::npos && mark != 0 &&
      name.find_first_not_of("-0123456789", mark + kRefused.size()) == std::string::npos;
  name.resize(is_ours ? mark : name.size());
  return name + std::string(kRefused);
}

/// A name of a sheet that may be part of a file's.
std::string part_of_name(std::string_view sheet) {
  constexpr std::size_t kLongest = 60;
  std::string name(cut_characters(sheet, kLongest));
  std::ranges::replace_if(name, [](char c) { return c == '/' || (c >= 0 && c < ' '); }, '-');
  return name;
}

/// Whether a file is there that has another content.
bool is_other(const std::string& path, std::string_view content) {
  std::error_code error;
  if (fs::symlink_status(path, error).type() == fs::file_type::not_found) {
    return false;
  }
  const auto held = files::read_file(path);
  return !held || as_text(*held) != content;
}

}  // namespace

std::vector<std::string> inputs_of(const ImportOptions& options) {
  std::vector<std::string> inputs = options.certificates;
  for (const auto& each : {options.table, options.finess}) {
    if (!each.empty()) {
      inputs.push_back(each);
    }
  }
  return inputs;
}

bool is_stream(const std::string& path) {
  const auto destination = files::find_destination(path);
  return !path.empty() && destination && destination->is_stream;
}

Status ImportWriter::write(const dossier::ColumnMap& kept, const Wording& wording,
                           const std::function<Status()>& is_same) {
  auto fine = stage_refused();
  if (fine && !options_.map.empty() && !options_.columns.empty()) {
    fine = stage(options_.columns, dossier::write_column_map(kept, wording),
                 files::WriteMode::replace);
    if (!fine && !options_.names_columns) {
      // The table may lie where only others write.
      not_kept_ = true;
      fine = {};
    }
  }
  const bool has_any = imported_.refused < imported_.lines;
  if (fine && has_any) {
    fine = stage_dossier();
  }
  return fine ? transaction_.commit(is_same) : fine;
}

Status ImportWriter::stage_dossier() {
  if (!options_.into.empty()) {
    // Staged also where nothing changes: what a killed run left is cleared away.
    return stage(options_.into, imported_.document, files::WriteMode::replace);
  }
  if (options_.output == "-" || is_stream(options_.output)) {
    return {};
  }
  auto fine = check_new(options_.output);
  return fine ? stage(path_of_dossier(options_), imported_.document, files::WriteMode::create)
              : fine;
}

/// Beside the dossier, named after the table, unless a name was given.
Status ImportWriter::stage_refused() {
  const bool is_named = !options_.refused.empty();
  const fs::path named = options_.refused;
  const auto folder = (is_named ? named : fs::path(path_of_dossier(options_))).parent_path();
  const auto stem = is_named ? named.stem().string() : name_of_refused(options_.table);
  const auto end = is_named ? named.extension().string() : std::string(".csv");
  const bool is_only = imported_.refused_tables.size() == 1;
  for (const auto& [sheet, csv] : imported_.refused_tables) {
    const auto base = (folder / (stem + (is_only ? "" : "-" + part_of_name(sheet)))).string();
    auto path = base + end;
    // What is there may have been mended meanwhile.
    constexpr int kMost = 1000;
    for (int i = 2; !is_named && i < kMost && is_other(path, csv); ++i) {
      path = base + "-" + std::to_string(i) + end;
    }
    if (auto fine = stage(path, csv, files::WriteMode::create); !fine) {
      return fine;
    }
    refused_.push_back(path);
  }
  return {};
}

Status ImportWriter::stage(const std::string& path, std::string_view content,
                           files::WriteMode mode) {
  return stage_output(transaction_, path, inputs_, content, mode).map([&](const auto& act) {
    files_.push_back({path, act});
  });
}

}  // namespace dmp::cli
