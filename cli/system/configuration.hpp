#pragma once

#include <CLI/CLI.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"

namespace dmp::cli {

/// ConfigFile is a file with options in TOML.
struct ConfigFile {
  enum class Origin { system, user, named };

  Origin origin = Origin::named;
  std::string path;                    ///< As it is shown.
  std::string source;                  ///< Where it is read: what came from a pipe was copied.
  bool present = false;                ///< Of --config always: whether it can be read shows later.
  std::vector<CLI::ConfigItem> items;  ///< Without what is wrong.
  std::exception_ptr fault;            ///< Why there are none: a CLI::Error.
};

/// Configuration is what files say of options: the system's, the user's, then the one of --config,
/// of which a later one wins. Each is read once.
class Configuration {
 public:
  /// find reads the files that there are. What --config names may be a pipe: `argv` then names a
  /// copy of it, whose words are in `kept`. Options decide what is run and where it is written, so
  /// a file that somebody else could have written is refused: errors as check_own_file's.
  static Result<Configuration> find(int argc, char** argv, std::vector<std::string>& kept);

  [[nodiscard]] const std::vector<ConfigFile>& files() const { return files_; }
  /// paths are those of the files that were read.
  [[nodiscard]] std::vector<std::string> paths() const;
  /// trigger is the file that CLI11 has to be told of where --config names none; "" for none.
  [[nodiscard]] std::string trigger() const;
  /// value is what the files say of a key outside all commands, or "".
  [[nodiscard]] std::string value(std::string_view key) const;
  /// file_of is the last file that has a key ("check.fail-on"), or the one that cannot be read.
  [[nodiscard]] const ConfigFile* file_of(std::string_view key) const;
  /// file_with is the last file that has an option of any command ("--fail-on").
  [[nodiscard]] const ConfigFile* file_with(std::string_view option) const;
  /// items are those of all files, the last one's first, as CLI11 takes them. Throws the fault of a
  /// file.
  [[nodiscard]] std::vector<CLI::ConfigItem> items() const;

 private:
  std::vector<ConfigFile> files_;
};

/// early_value is the last value that the command line has for an option which is needed before it
/// is parsed.
std::optional<std::string> early_value(int argc, char** argv, std::string_view option);

/// config_reader gives CLI11 what the files say, whichever of them it asks for.
std::shared_ptr<CLI::Config> config_reader(std::shared_ptr<const Configuration> configuration);

}  // namespace dmp::cli
