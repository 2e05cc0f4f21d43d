# Part of the lab: a short stand-in for qubesmanager/settings.py of R2 Beta 2, the window with a qube's settings.

from ui_settingsdlg import Ui_SettingsDialog


class VMSettingsWindow(Ui_SettingsDialog):

    def __init__(self, vm, app):
        self.vm = vm
        self.app = app
        self.setup_ui(self)
        self.__init_basic_tab__()

    def __init_basic_tab__(self):
        self.vmname.setText(self.vm.name)
        self.netVM.clear()
        for netvm in self.app.netvms():
            self.netVM.addItem(netvm.name)
        if self.vm.netvm is None:
            self.netVM.setCurrentText("none")
        else:
            self.netVM.setCurrentText(self.vm.netvm.name)

    def __apply_basic_tab__(self):
        msg = []
        netvm = self.app.netvm_of(self.netVM.currentText())
        if netvm is not self.vm.netvm:
            if netvm is not None and not netvm.is_running() and self.vm.is_running():
                msg.append("The chosen netvm does not run.")
            else:
                self.vm.netvm = netvm
                self.anything_changed = True
        return msg

    def save_and_apply(self):
        msg = self.__apply_basic_tab__()
        if msg:
            self.show_warning("\n".join(msg))
        return not msg
