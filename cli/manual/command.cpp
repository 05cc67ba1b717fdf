#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "manual/page.hpp"
#include "system/application.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"

namespace dmp::cli {
namespace {

/// Pages are the pages of a language: where each belongs below its directory, and its text.
using Pages = std::vector<std::pair<std::filesystem::path, std::string>>;

Pages pages_in(const Wording& wording, Date date) {
  const auto root = command_tree(wording.language());
  Pages pages;
  const auto add = [&pages](const std::string& name, int section, std::string text) {
    const auto number = std::to_string(section);
    pages.emplace_back(std::filesystem::path("man" + number) / (name + "." + number),
                       std::move(text));
  };
  add(page_name(root), 1, man_page(root, root, wording, date));
  for (const auto& command : root.commands) {
    add(page_name(command), 1, man_page(command, root, wording, date));
  }
  for (const auto* document : {"dossier", "plan"}) {
    add(document_page_name(document), kDocumentSection, document_page(document, wording, date));
  }
  add(kExitCodesPage, kOverviewSection, exit_codes_page(wording, date));
  return pages;
}

Status write_pages(const std::filesystem::path& directory, const Wording& wording, Date date) {
  for (const auto& [path, text] : pages_in(wording, date)) {
    if (auto written = write_output(directory / path, text, files::WriteMode::replace); !written) {
      return written;
    }
  }
  return {};
}

int run_manual(const std::filesystem::path& directory, const Session& session) {
  const auto date = session.as_of();
  const auto written =
      write_pages(directory, session.wording.in(Language::english), date).and_then([&] {
        return write_pages(directory / "fr", session.wording.in(Language::french), date);
      });
  return written ? kFine : session.fail(written.error());
}

}  // namespace

void add_manual(CLI::App& root, Session& session, Run& chosen) {
  auto directory = std::make_shared<std::string>();
  auto* command = root.add_subcommand("manual", session.text("cli.manual.about"));
  command->group("");  // For the build: whoever installs dmpcert has the pages.
  command->fallthrough();
  add_path(*command, "DIR", *directory, session)->required();
  command->callback([directory, &session, &chosen] {
    session.command = "manual";
    chosen = [directory, &session] { return run_manual(*directory, session); };
  });
}

}  // namespace dmp::cli
