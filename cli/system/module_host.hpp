#pragma once

#include <string>
#include <vector>

// A PKCS#11 module is a stranger's code: this program runs itself once more for it.
namespace dmp::cli {

/// module_host is the program that hosts a module, with its arguments.
std::vector<std::string> module_host();

/// is_module_host tells whether this process was started for that.
bool is_module_host(int argc, char** argv);

}  // namespace dmp::cli
