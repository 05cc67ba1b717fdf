#include <algorithm>
#include <memory>

#include "completion/scripts.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"

namespace dmp::cli {
namespace {

/// A shell may take what it completes for code of its own: whoever wrote the dossier chose the ids.
bool is_plain(std::string_view id) {
  return !id.empty() && id.front() != '-' && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

/// Prints one id a line, and nothing of a file that is no dossier: nobody reads an error here.
int print_sites(const std::string& path, const Session& session) {
  const auto reading = load_dossier(path, Whose::anybodys);
  if (!reading || !reading->value) {
    return kInput;
  }
  for (const auto& site : reading->value->establishments) {
    if (is_plain(site.id)) {
      session.print(site.id + "\n");
    }
  }
  return kFine;
}

}  // namespace

void add_complete_sites(CLI::App& root, Session& session, Run& chosen) {
  auto dossier = std::make_shared<std::string>();
  auto* command = root.add_subcommand(std::string(kCompleteSites), "");
  command->group("");  // For the scripts of `completion`.
  add_path(*command, "DOSSIER", *dossier, session)->required();
  command->callback([dossier, &session, &chosen] {
    session.command = std::string(kCompleteSites);
    chosen = [dossier, &session] { return print_sites(*dossier, session); };
  });
}

}  // namespace dmp::cli
