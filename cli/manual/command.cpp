#include <filesystem>
#include <memory>

#include "manual/page.hpp"
#include "system/application.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"

namespace dmp::cli {
namespace {

Status write_pages(const std::filesystem::path& directory, const Wording& wording, Date date) {
  const auto root = command_tree(wording.language());
  const auto write = [&](const TreeCommand& command) {
    return write_output(directory / (page_name(command) + ".1"),
                        man_page(command, root, wording, date), files::WriteMode::replace);
  };
  auto written = write(root);
  for (const auto& command : root.commands) {
    written = written.and_then([&] { return write(command); });
  }
  return written;
}

int run_manual(const std::filesystem::path& directory, const Session& session) {
  const auto date = session.as_of();
  const auto written =
      write_pages(directory / "man1", session.wording.in(Language::english), date).and_then([&] {
        return write_pages(directory / "fr" / "man1", session.wording.in(Language::french), date);
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
