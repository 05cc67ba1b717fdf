#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dmp/base/secret.hpp"

/// What this run was given in confidence: programs that it starts inherit nothing of it, and what
/// they say is shown and recorded without it.
namespace dmp::cli {

/// hide_variable names an environment variable that holds a secret; one that is not there is none.
void hide_variable(const std::string& name);

/// environment_for_children is our environment without the hidden variables, ended by a null
/// pointer, as execve takes it. It points into ours.
std::vector<char*> environment_for_children();

/// remember_secret keeps a copy of a secret, to find it again in what programs say.
void remember_secret(const Secret& secret);

/// longest_form is the size of the longest text that without_secrets looks for.
std::size_t longest_form();

/// without_secrets replaces by *** each secret of this run, as it is or in base64, hexadecimal, a
/// URL's or JSON's spelling, and each private key in PEM, also one whose beginning or end is not in
/// the text.
std::string without_secrets(std::string text);

}  // namespace dmp::cli
