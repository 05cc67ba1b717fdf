#include "dmp/install/detail/deploy.hpp"

#include <algorithm>
#include <ranges>

#include "dmp/x509/digest.hpp"

namespace dmp::install::detail {
namespace {

/// The end of a line of any length.
std::string end_of(std::string_view line) {
  constexpr std::size_t kLongest = 1000;
  if (line.size() <= kLongest) {
    return std::string(line);
  }
  line.remove_prefix(line.size() - kLongest);
  while (!line.empty() && (static_cast<unsigned char>(line.front()) & 0xC0U) == 0x80U) {
    line.remove_prefix(1);  // the middle of a character
  }
  return "…" + std::string(line);
}

/// The last lines of what a command said, which are those that tell what is wrong.
std::vector<std::string> last_lines(const CommandResult& result) {
  constexpr std::size_t kLines = 10;
  std::vector<std::string> lines;
  if (!result.trouble.empty()) {
    lines.push_back(result.trouble);
  }
  std::vector<std::string> said;
  for (const auto part : result.output | std::views::split('\n')) {
    if (!part.empty()) {
      said.push_back(end_of({part.begin(), part.end()}));
    }
  }
  const auto first = said.size() - std::min(said.size(), kLines);
  lines.insert(lines.end(), said.begin() + static_cast<std::ptrdiff_t>(first), said.end());
  return lines;
}

Status run_one(const std::string& what, const std::vector<std::string>& words,
               const Commands& commands, std::vector<CommandRun>& runs) {
  if (words.empty() || !commands.run) {
    return {};
  }
  runs.push_back({what, words, commands.run(words)});
  const auto& result = runs.back().result;
  if (result.succeeded()) {
    return {};
  }
  const auto how = result.still_runs         ? "install.command.still-runs"
                   : result.timed_out        ? "install.command.timed-out"
                   : !result.trouble.empty() ? "install.command.not-started"
                   : result.interrupted      ? "install.command.interrupted"
                                             : "install.command.exit";
  return fail(
      ErrorKind::environment, Reason::command_failed,
      what == "test" ? "INSTALL-TEST-FAILED" : "INSTALL-RELOAD-FAILED",
      {arg("command", runs.back().program()), arg_text("how", how), arg("code", result.exit_code)},
      last_lines(result));
}

}  // namespace

std::string run_name(Instant at, std::string_view about) {
  constexpr std::size_t kDigits = 6;
  auto text = format_instant(at);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text + "-" + x509::sha256_hex(as_bytes(about)).substr(0, kDigits);
}

Status deploy(files::Switch& change, files::Transaction& transaction, bool has_files,
              const Commands& commands, std::vector<CommandRun>& runs) {
  bool is_told = false;
  const auto turn = [&]() -> Status {
    if (auto turned = change.turn(); !turned) {
      return turned;
    }
    is_told = true;
    return run_one("test", commands.test, commands, runs).and_then([&] {
      return run_one("reload", commands.reload, commands, runs);
    });
  };
  auto status = has_files ? transaction.commit(turn) : turn();
  if (!status) {
    (void)change.turn_back();
    if (is_told) {
      (void)run_one("reload", commands.reload, commands, runs);
    }
  }
  return status;
}

namespace {

/// How a command ended. Nothing that it said: a secret has more spellings than anybody can list.
std::string note_on(const CommandRun& run) {
  const auto& result = run.result;
  const auto arguments = run.arguments_sha256();
  const auto lines = std::ranges::count(result.output, '\n') +
                     (result.output.empty() || result.output.ends_with('\n') ? 0 : 1);
  const auto how = result.still_runs         ? std::string("time-out, still runs")
                   : result.timed_out        ? std::string("time-out")
                   : !result.trouble.empty() ? "not started: " + result.trouble
                                             : std::to_string(result.exit_code);
  return std::string(run.program()) +
         (arguments.empty() ? "" : " (arguments sha256:" + arguments + ")") + ": " + how +
         "; output: " + std::to_string(lines) +
         (lines == 0 ? "" : " sha256:" + x509::sha256_hex(as_bytes(result.output)));
}

}  // namespace

std::vector<model::JournalEntry> entries_of(const std::vector<CommandRun>& runs, Instant at,
                                            const std::string& by, const std::string& name) {
  std::vector<model::JournalEntry> entries;
  for (const auto& run : runs) {
    model::JournalEntry entry;
    entry.at = at;
    entry.by = by;
    entry.act = run.what;
    entry.note = note_on(run);
    entry.run = name;
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace dmp::install::detail
