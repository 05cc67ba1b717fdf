#include "manual/page.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

namespace dmp::cli {
namespace {

/// A text of one line as it is, whatever its characters mean to roff. Hyphens are written so that
/// what is copied from a page can be typed.
std::string escaped(std::string_view text) {
  using Escape = std::pair<char, std::string_view>;
  static constexpr std::array kEscapes = {
      Escape{'\\', "\\e"},  Escape{'-', "\\-"},   Escape{'\'', "\\(aq"}, Escape{'`', "\\(ga"},
      Escape{'^', "\\(ha"}, Escape{'~', "\\(ti"}, Escape{'"', "\\(dq"}};
  std::string made = text.starts_with('.') ? "\\&" : "";
  for (const char c : text) {
    const auto* const escape = std::ranges::find(kEscapes, c, &Escape::first);
    made += escape != kEscapes.end() ? escape->second : std::string_view(&c, 1);
  }
  return made;
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

/// Writes one page: each member appends to it.
class Page {
 public:
  explicit Page(const Wording& wording) : wording_(wording) {}

  void section(std::string_view title) {
    text_ += ".SH " + escaped(wording_.text("cli.manual." + std::string(title))) + "\n";
  }
  void subsection(std::string_view title) { text_ += ".SS " + escaped(title) + "\n"; }
  /// The first one below a title needs no macro, as mandoc points out.
  void paragraph(std::string_view text) {
    const auto last = std::string_view(text_).substr(text_.rfind('\n', text_.size() - 2) + 1);
    text_ += (last.starts_with(".S") ? "" : ".PP\n") + escaped(text) + "\n";
  }
  void raw(std::string_view text) { text_ += text; }

  /// A word with what is said about it beside or below.
  void item(std::string_view tag, std::string_view about) {
    text_ += ".TP\n" + std::string(tag) + "\n" + escaped(about) + "\n";
  }

  void synopsis(const TreeCommand& command) {
    text_ += bold(command.path.empty() ? "dmpcert" : "dmpcert " + command.words()) + " [" +
             italic(wording_.text("cli.label.OPTIONS")) + "]";
    for (const auto& argument : command.arguments) {
      const auto name = italic(argument.names.front()) + (argument.repeats ? " ..." : "");
      text_ += argument.required ? " " + name : " [" + name + "]";
    }
    text_ += command.commands.empty() ? "\n"
                                      : " " + italic(wording_.text("cli.label.SUBCOMMAND")) + "\n";
  }

  void arguments(const TreeCommand& command) {
    for (const auto& argument : command.arguments) {
      item(italic(argument.names.front()) +
               (argument.type.empty() ? "" : " (" + escaped(argument.type) + ")"),
           argument.about);
    }
  }

  /// The options below the titles of their groups, but the first.
  void options(const TreeCommand& command, bool is_inner) {
    std::string group = command.options.empty() ? std::string() : command.options.front().group;
    for (const auto& option : command.options) {
      if (option.group != group) {
        group = option.group;
        is_inner ? paragraph(group) : subsection(group);
      }
      std::string tag;
      for (const auto& name : option.names) {
        tag += (tag.empty() ? "" : ", ") + bold(name);
      }
      item(tag + (option.takes_value ? " " + italic(option.type) : "") +
               (option.repeats ? " ..." : ""),
           option.about);
    }
  }

  /// The lines of "cli.exit-codes" after their title: a code and what it means.
  void exit_codes() {
    std::istringstream lines(wording_.text("cli.exit-codes"));
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
      std::istringstream words(line);
      std::string code;
      std::string meaning;
      std::getline(words >> code >> std::ws, meaning);
      item(bold(code), meaning);
    }
  }

  /// Lines of the help: what an example is for, after "#", and what is typed.
  void examples(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines >> std::ws, line);) {
      if (line.starts_with("# ")) {
        paragraph(line.substr(2));
      } else {
        text_ += ".PP\n.RS 4\n.nf\n" + escaped(line) + "\n.fi\n.RE\n";
      }
    }
  }

  std::string finish() && { return std::move(text_); }

 private:
  const Wording& wording_;
  std::string text_;
};

void add_commands(Page& page, const TreeCommand& command, bool is_root) {
  for (const auto& inner : command.commands) {
    if (is_root) {
      page.item(bold(page_name(inner)) + "(1)", inner.about);
    } else {
      page.subsection("dmpcert " + inner.words());
      page.synopsis(inner);
      page.paragraph(inner.about);
      page.arguments(inner);
      page.options(inner, true);
    }
  }
}

void add_see_also(Page& page, const TreeCommand& command, const TreeCommand& root) {
  std::string line;
  const auto add = [&line, &command](const TreeCommand& other) {
    if (page_name(other) != page_name(command)) {
      line += (line.empty() ? "" : ",\n") + bold(page_name(other)) + "(1)";
    }
  };
  add(root);
  std::ranges::for_each(root.commands, add);
  page.raw(line + "\n");
}

}  // namespace

std::string page_name(const TreeCommand& command) {
  return command.path.empty() ? "dmpcert" : "dmpcert-" + command.words("-");
}

std::string man_page(const TreeCommand& command, const TreeCommand& root, const Wording& wording,
                     Date date) {
  const bool is_root = command.path.empty();
  Page page(wording);
  auto title = page_name(command);
  std::ranges::transform(title, title.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  page.raw(".\\\" Generated by dmpcert.\n.TH " + escaped(title) + " 1 " + format_date(date) +
           " \"dmpcert " DMPCERT_VERSION "\" \"" + escaped(wording.text("cli.manual.volume")) +
           "\"\n");
  page.section("name");
  page.raw(escaped(page_name(command)) + " \\- " + escaped(command.about) + "\n");
  page.section("synopsis");
  page.synopsis(command);
  page.section("description");
  page.raw(escaped(command.about) + "\n");
  std::istringstream more(wording.text(is_root ? "cli.footer" : "cli.manual.global"));
  for (std::string line; std::getline(more, line);) {
    page.paragraph(line);
  }
  if (!command.commands.empty()) {
    page.section("commands");
    add_commands(page, command, is_root);
  }
  if (!command.arguments.empty()) {
    page.section("arguments");
    page.arguments(command);
  }
  page.section("options");
  page.options(command, false);
  page.section("exit-codes");
  page.exit_codes();
  if (!is_root) {
    page.section("examples");
    page.examples(wording.text("cli." + command.words() + ".examples"));
  }
  page.section("see-also");
  add_see_also(page, command, root);
  return std::move(page).finish();
}

}  // namespace dmp::cli
